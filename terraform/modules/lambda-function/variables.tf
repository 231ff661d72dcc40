variable "name" {
  description = "Full name of the function: <name_prefix>-<capability>-<verb>."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,63}$", var.name))
    error_message = "A function's name is 3 to 64 lower-case letters, digits and hyphens."
  }
}

variable "description" {
  description = "What the function does, in one sentence."
  type        = string
}

variable "service" {
  description = "Short name of the function: POWERTOOLS_SERVICE_NAME in its logs and metrics."
  type        = string
}

variable "artifact" {
  description = "Where the code lies: bucket, key and base64 SHA-256 of the zip."
  type = object({
    bucket = string
    key    = string
    hash   = string
  })
}

variable "settings" {
  description = "Size and limits. The architecture differs on the local cloud, which runs the host's own Node."
  type = object({
    architecture    = optional(string, "arm64")
    memory_mb       = optional(number, 256)
    timeout_seconds = optional(number, 30)
    tracing         = optional(bool, true)
    reserved        = optional(number, -1)
  })
  default = {}

  validation {
    condition     = contains(["arm64", "x86_64"], var.settings.architecture)
    error_message = "architecture must be arm64 or x86_64."
  }
}

variable "environment" {
  description = "Environment variables, only those the function reads."
  type        = map(string)
  default     = {}
}

variable "statements" {
  description = "What the function may do beyond writing its log."
  type = list(object({
    actions    = list(string)
    resources  = list(string)
    conditions = optional(map(map(string)), {})
  }))
  default = []

  validation {
    condition     = alltrue([for action in flatten(var.statements[*].actions) : !strcontains(action, "*")])
    error_message = "Name every action: no wildcards."
  }
}

variable "log_retention_days" {
  description = "How long the log is kept."
  type        = number
  default     = 30
}

variable "kms_key_arn" {
  description = "Key that encrypts the log."
  type        = string
}

variable "on_failure" {
  description = "Queue for events that an asynchronous invocation could not process. Required wherever AWS invokes asynchronously."
  type        = object({ queue_arn = string })
  default     = null
}
