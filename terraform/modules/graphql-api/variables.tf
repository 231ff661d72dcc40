variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "schema_path" {
  description = "Path of schema.graphql."
  type        = string
}

variable "functions" {
  description = "Alias ARNs of the functions behind the API, by data source: query_candidates, operate_runs, query_delivery, operate_delivery, query_events, operate_reminders, query_issues, operate_models."
  type        = map(string)
}

variable "default_authentication" {
  description = "Mode of fields without a directive: AWS_IAM on AWS; API_KEY on the local cloud, whose demo a reader repeats with curl."
  type        = string
  default     = "AWS_IAM"

  validation {
    condition     = contains(["AWS_IAM", "API_KEY"], var.default_authentication)
    error_message = "default_authentication must be AWS_IAM or API_KEY."
  }
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "limits" {
  description = "Largest depth of a query and most resolvers it may run."
  type = object({
    query_depth = optional(number, 8)
    resolvers   = optional(number, 20)
  })
  default = {}
}

variable "log_retention_days" {
  description = "How long the API's log is kept."
  type        = number
  default     = 30
}

variable "kms_key_arn" {
  description = "Key that encrypts the log."
  type        = string
}

variable "tracing" {
  description = "X-Ray tracing."
  type        = bool
  default     = true
}

variable "customers" {
  description = "OpenID Connect issuer of the company's customers, and the client (regular expression) their tokens are for."
  type        = object({ issuer = string, client_id = optional(string) })
  default     = null
}
