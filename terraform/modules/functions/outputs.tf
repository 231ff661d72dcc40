output "functions" {
  description = "Functions by short name: ARNs, name, policy and log group."
  value       = module.function
}
