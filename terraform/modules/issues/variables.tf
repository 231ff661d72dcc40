variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "directories" {
  description = "Where program files and state machine definitions lie."
  type        = object({ programs = string, statemachines = string })
}

variable "code" {
  description = "Where the code lies: bucket, and key and base64 SHA-256 by function."
  type        = object({ bucket = string, artifacts = map(object({ key = string, hash = string })) })
}

variable "platform" {
  description = "What every function gets (modules/functions)."
  type = object({
    endpoints           = map(string)
    architecture        = string
    tracing             = bool
    kms_key_arn         = string
    reserve_concurrency = bool
  })
}

variable "storage" {
  description = "Tables by short name, the data bucket, and the key of it all."
  type = object({
    tables      = map(object({ name = string, arn = string }))
    bucket      = object({ name = string, arn = string })
    kms_key_arn = string
  })
}

variable "deliver_now" {
  description = "Environment and permissions of a function that delivers by itself (modules/delivery)."
  type = object({
    environment = map(string)
    statements  = list(object({ actions = list(string), resources = list(string) }))
  })
}

variable "callbacks_queue" {
  description = "Queue of call requests (modules/callbacks), where escalations go."
  type        = object({ arn = string, url = string })
}

variable "schedules" {
  description = "Whether recurring jobs run by themselves; tests and demos start them by hand."
  type        = bool
  default     = true
}

variable "provisioned_concurrency" {
  description = "Instances of handle-error-event that are kept started; 0: none. docs/performance.md says what a rate of events takes."
  type        = number
  default     = 0

  validation {
    condition     = var.provisioned_concurrency >= 0
    error_message = "provisioned_concurrency must not be negative."
  }
}

variable "archive_days" {
  description = "How many days of events can be replayed."
  type        = number
  default     = 14
}
