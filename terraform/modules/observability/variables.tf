variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "region" {
  description = "Region of the dashboard's metrics."
  type        = string
}

variable "functions" {
  description = "Full names of functions by short name."
  type        = map(string)
}

variable "machines" {
  description = "ARNs of state machines by short name."
  type        = map(string)
}

variable "queues" {
  description = "Full names of dead-letter queues by short name."
  type        = map(string)
}

variable "delivery" {
  description = "What sending is watched by: full names of the send queues by short name (send-<provider>-<priority>) and of the queue of short URLs, the receipts' stream, SES's configuration set, the pages API, and whether jobs run on schedule."
  type = object({
    send_queues       = map(string)
    short_url_queue   = string
    receipt_stream    = string
    configuration_set = string
    pages_api         = string
    schedules         = bool
  })
}

variable "sale_programs" {
  description = "Ids of the enabled programs that remind of sales."
  type        = list(string)
}

variable "reactive_programs" {
  description = "Ids of the enabled programs that react to events."
  type        = list(string)
}

variable "product_alerts_arn" {
  description = "Topic of the product team: what is theirs to repair tells them, not the operators."
  type        = string
}

variable "graphql_api_id" {
  description = "Id of the API whose latency and availability are watched."
  type        = string
}

variable "enabled_programs" {
  description = "Ids of the programs that run every night."
  type        = list(string)
}

variable "targets" {
  description = "What the alarms hold the system to; from the use case: error rate 0.01 %, serving p99 30 ms, availability 99.95 %. `failed_messages`: in a quarter of an hour through one provider."
  type = object({
    error_percent        = optional(number, 0.01)
    serving_p99_ms       = optional(number, 30)
    availability_percent = optional(number, 99.95)
    reject_share         = optional(number, 0.05)
    failed_messages      = optional(number, 50)
    reactive_p99_ms      = optional(number, 500)
  })
  default = {}
}

variable "kms_key_arn" {
  description = "Key that encrypts the alarm topic."
  type        = string
}

variable "alarm_email" {
  description = "Who is told. Null: nobody by e-mail."
  type        = string
  default     = null
}
