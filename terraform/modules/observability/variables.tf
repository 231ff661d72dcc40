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

variable "graphql_api_id" {
  description = "Id of the API whose latency and availability are watched."
  type        = string
}

variable "enabled_programs" {
  description = "Ids of the programs that run every night."
  type        = list(string)
}

variable "targets" {
  description = "What the alarms hold the system to; from the use case: error rate 0.01 %, serving p99 30 ms, availability 99.95 %."
  type = object({
    error_percent        = optional(number, 0.01)
    serving_p99_ms       = optional(number, 30)
    availability_percent = optional(number, 99.95)
    reject_share         = optional(number, 0.05)
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
