variable "name_prefix" {
  description = "First part of every name."
  type        = string
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
  description = "Tables by short name, the data bucket, and the key of it all."
  type = object({
    tables      = map(object({ name = string, arn = string }))
    bucket      = object({ name = string, arn = string })
    kms_key_arn = string
  })
}

variable "support_url" {
  description = "Base of the support system's API, such as https://example.zendesk.com."
  type        = string
}

variable "secrets" {
  description = "ARNs of the delivery side's secrets by short name."
  type        = map(string)
}

variable "schedules" {
  description = "Whether recurring jobs run by themselves; tests and demos start them by hand."
  type        = bool
  default     = true
}
