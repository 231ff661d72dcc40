variable "name_prefix" {
  description = "First part of the role's name."
  type        = string
}

variable "capability" {
  description = "Second part of the role's name: the folder under lambdas/."
  type        = string
}

variable "description" {
  description = "What the role is for."
  type        = string
}

variable "machines" {
  description = "State machines by short name that the role may start."
  type        = map(object({ arn = string, alias_arn = string }))
}

variable "schedules" {
  description = "Schedules by key. `name`: full name of the rule. `machine`: short name in `machines`. `input`: what the machine gets beside `at`, the scheduled time."
  type = map(object({
    name        = string
    description = string
    machine     = string
    expression  = string
    enabled     = bool
    input       = optional(map(string), {})
  }))

  validation {
    condition     = alltrue([for schedule in values(var.schedules) : can(regex("^(cron|rate)\\(.+\\)$", schedule.expression))])
    error_message = "A schedule is cron(…) or rate(…), in UTC: ${join(", ", values(var.schedules)[*].expression)}."
  }
}

variable "dead_letters" {
  description = "Queue of the starts that were missed. Its policy is made here, and a queue has one."
  type        = object({ url = string, arn = string })
}

variable "other_rules" {
  description = "ARNs of further rules that leave what they could not deliver in the same queue."
  type        = list(string)
  default     = []
}
