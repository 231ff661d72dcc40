variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "capability" {
  description = "Second part of every name: the folder under lambdas/."
  type        = string
}

variable "functions" {
  description = "Functions by short name (lambdas/<capability>/entry/<name>.ts). Memory in MB, timeout in seconds. `reserved`: concurrency kept free for it alone."
  type = map(object({
    description = string
    memory      = optional(number, 256)
    timeout     = optional(number, 30)
    environment = optional(map(string), {})
    statements  = optional(list(object({ actions = list(string), resources = list(string), conditions = optional(map(map(string)), {}) })), [])
    reserved    = optional(number, -1)
    on_failure  = optional(object({ queue_arn = string }))
  }))
}

variable "code" {
  description = "Where the code lies: bucket, and key and base64 SHA-256 by function."
  type        = object({ bucket = string, artifacts = map(object({ key = string, hash = string })) })
}

variable "platform" {
  description = "What every function gets: further environment (AWS_ENDPOINT_URL… on the local cloud), architecture, tracing, key of the logs, whether to reserve concurrency."
  type = object({
    endpoints           = map(string)
    architecture        = string
    tracing             = bool
    kms_key_arn         = string
    reserve_concurrency = bool
  })
}
