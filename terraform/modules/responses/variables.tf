variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "webhooks" {
  description = "The functions that webhooks call, by who sends them (SMS service, support system): alias ARN and name."
  type = object({
    sms     = object({ alias_arn = string, name = string })
    support = object({ alias_arn = string, name = string })
  })
}

variable "web_url" {
  description = "Base of the pages that people see: where links in messages lead, and the only place that may POST."
  type        = string
}

variable "callbacks_queue" {
  description = "The queue that call requests go to."
  type        = object({ url = string, arn = string })
}

variable "event_bus" {
  description = "The bus that is told of reviews (app-platform)."
  type        = object({ name = string, arn = string })
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
  description = "Tables by short name (streams where they have one), the data bucket, and the key of it all."
  type = object({
    tables      = map(object({ name = string, arn = string, stream_arn = optional(string) }))
    bucket      = object({ name = string, arn = string })
    kms_key_arn = string
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
