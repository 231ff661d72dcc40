variable "name_prefix" {
  description = "First part of every name; two deployments in one account differ by it."
  type        = string
  default     = "herald"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name_prefix))
    error_message = "name_prefix is 2 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "us-east-1"
}

variable "artifacts_bucket" {
  description = "Bucket that holds the functions' code."
  type        = string
}

variable "artifacts" {
  description = "Code by function, from dist/artifacts.json: key in the bucket, base64 SHA-256, size."
  type = map(object({
    key   = string
    hash  = string
    bytes = optional(number)
  }))
}

variable "validated_programs" {
  description = "SHA-256 (hex) of each program file that the build has validated, from dist/programs.json."
  type        = map(string)
}

variable "directories" {
  description = "Where program files, models, state machines and the GraphQL schema lie, seen from terraform/."
  type = object({
    programs      = optional(string, "../programs")
    models        = optional(string, "../models")
    statemachines = optional(string, "../statemachines")
    graphql       = optional(string, "../graphql")
  })
  default = {}
}

variable "warehouse" {
  description = "What programs may read: Glue databases and the buckets their tables lie in."
  type = object({
    databases = optional(list(string), [])
    buckets   = optional(list(string), [])
  })
  default = {}
}

variable "local" {
  description = "Set on the local cloud only; everything that differs there, each with its reason in main.tf. `endpoints`: AWS_ENDPOINT_URL… for the functions."
  type = object({
    endpoints       = map(string)
    architecture    = optional(string, "x86_64")
    map_concurrency = optional(number, 4)
  })
  default = null
}

variable "alarm_email" {
  description = "Who is told of alarms."
  type        = string
  default     = null
}

variable "protect_data" {
  description = "Whether tables and a bucket with objects refuse to be deleted. Switch off and apply before a destroy."
  type        = bool
  default     = true
}
