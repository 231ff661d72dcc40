variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "webhooks" {
  description = "The function that providers' webhooks call: alias ARN and name."
  type        = object({ alias_arn = string, name = string })
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
  description = "Tables by short name and the data bucket."
  type = object({
    tables = map(object({ name = string, arn = string }))
    bucket = object({ name = string, arn = string })
  })
}

variable "secrets" {
  description = "ARNs of secrets by short name."
  type        = map(string)
}

variable "base_url" {
  description = "Where customers reach the API: our own domain, or the local cloud's address with a %s for the API's id. Null: API Gateway's own."
  type        = string
  default     = null
}

variable "throttle" {
  description = "Requests a second, and how many at once above that, before API Gateway answers 429."
  type        = object({ rate = optional(number, 200), burst = optional(number, 400) })
  default     = {}
}

variable "stage_settings" {
  description = "Whether the stage has throttles; LocalStack does not return them, hence an endless diff."
  type        = bool
  default     = true
}
