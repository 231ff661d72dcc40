# The hashes that `make build` would write for the program files as they stand.
output "hashes" {
  description = "SHA-256 of each program file by program id."
  value       = { for file in fileset("../programs", "*.yaml") : trimsuffix(file, ".yaml") => filesha256("../programs/${file}") if file != "marketplaces.yaml" }
}
