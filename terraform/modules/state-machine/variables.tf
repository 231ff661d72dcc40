variable "name" {
  description = "Full name of the state machine."
  type        = string
}

variable "definition_path" {
  description = "Path of definition.asl.json, a templatefile."
  type        = string
}

variable "functions" {
  description = "Functions by short name: version ARN for the definition, ARN for the policy. Those the definition does not name get no permission."
  type        = map(object({ version_arn = string, arn = string }))
}

variable "placeholders" {
  description = "Values of the definition's other placeholders."
  type        = map(string)
  default     = {}
}

variable "data_bucket_arn" {
  description = "Bucket that Distributed Maps read their items from and write their results to (under runs/). Null: no Distributed Map."
  type        = string
  default     = null
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "tracing" {
  description = "X-Ray tracing. Off on the local cloud: LocalStack does not return the setting, which would make an endless diff."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long the execution log is kept."
  type        = number
  default     = 90
}

variable "kms_key_arn" {
  description = "Key that encrypts the log."
  type        = string
}

variable "starts" {
  description = "ARNs of machines whose executions this one starts and does not wait for."
  type        = list(string)
  default     = []
}
