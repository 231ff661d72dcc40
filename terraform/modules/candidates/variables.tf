variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "directories" {
  description = "Where program files, models and state machine definitions lie."
  type        = object({ programs = string, models = string, statemachines = string })
}

variable "artifacts_bucket" {
  description = "Bucket that holds the functions' code."
  type        = string
}

variable "artifacts" {
  description = "Code by function: key in the artifacts bucket and base64 SHA-256, from dist/artifacts.json."
  type        = map(object({ key = string, hash = string }))
}

variable "validated_programs" {
  description = "SHA-256 (hex) of each program file that the build has validated, by program id, from dist/programs.json."
  type        = map(string)
}

variable "storage" {
  description = "Tables by short name, the data bucket, and the key of it all."
  type = object({
    tables      = map(object({ name = string, arn = string }))
    bucket      = object({ name = string, arn = string })
    kms_key_arn = string
  })
}

variable "graphql" {
  description = "The API that steps publish their progress to."
  type        = object({ url = string, arn = string })
}

variable "warehouse" {
  description = "What programs may read: Glue databases and the buckets their tables lie in."
  type        = object({ databases = list(string), buckets = list(string) })
}

variable "endpoints" {
  description = "AWS_ENDPOINT_URL… given to every function. Empty on AWS; the local cloud has other addresses."
  type        = map(string)
  default     = {}
}

variable "function_settings" {
  description = "What all functions share: the architecture (the local cloud runs the host's Node) and tracing."
  type = object({
    architecture = optional(string, "arm64")
    tracing      = optional(bool, true)
  })
  default = {}
}

variable "map_concurrency" {
  description = "Chunks that the distributed Maps work on at a time."
  type        = number
  default     = 40
}

variable "query_cutoff_gib" {
  description = "Athena stops a query that scans more."
  type        = number
  default     = 100
}

variable "campaign_machine_arn" {
  description = "The machine that turns a committed run into messages."
  type        = string
}
