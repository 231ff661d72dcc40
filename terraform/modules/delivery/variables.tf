variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "directories" {
  description = "Where program files, compiled templates and state machine definitions lie."
  type        = object({ programs = string, templates = string, statemachines = string })
}

variable "code" {
  description = "Where the code lies: bucket, and key and base64 SHA-256 by function."
  type        = object({ bucket = string, artifacts = map(object({ key = string, hash = string })) })
}

variable "platform" {
  description = "What every function gets (modules/functions), and how many days a deleted secret can be had back."
  type = object({
    endpoints            = map(string)
    architecture         = string
    tracing              = bool
    kms_key_arn          = string
    reserve_concurrency  = bool
    secret_recovery_days = number
  })
}

variable "storage" {
  description = "Tables by short name (streams where they have one), the data bucket, and the key of it all."
  type = object({
    tables      = map(object({ name = string, arn = string, stream_arn = optional(string) }))
    bucket      = object({ name = string, arn = string })
    kms_key_arn = string
  })
}

variable "web_url" {
  description = "Base of the pages that people see: where links in messages lead."
  type        = string
}

variable "pages_url" {
  description = "Base of the links in messages and of webhooks."
  type        = string
}

variable "sms_service_url" {
  description = "Base of the second SMS provider's API."
  type        = string
}

variable "provider_rates" {
  description = "Messages a second that each provider takes from this account."
  type        = map(number)
}

variable "schedules" {
  description = "Whether recurring jobs run by themselves; tests and demos start them by hand."
  type        = bool
  default     = true
}

variable "time_travel" {
  description = "Whether `at` also moves the checks right before a send: the local cloud only, where any day can be run."
  type        = bool
  default     = false
}

variable "map_concurrency" {
  description = "Manifests that a campaign works on at a time."
  type        = number
}
