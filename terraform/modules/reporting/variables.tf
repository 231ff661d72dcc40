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

variable "athena" {
  description = "Work group, and Glue database of Herald's own tables (modules/candidates)."
  type        = object({ workgroup = string, database = string })
}

variable "schedules" {
  description = "Whether recurring jobs run by themselves; tests and demos start them by hand."
  type        = bool
  default     = true
}

variable "product_team_email" {
  description = "Who is told of new issue patterns and unknown error types, beside what is subscribed to the topic by hand. Null: nobody."
  type        = string
  default     = null
}

variable "training" {
  description = "Training jobs: image of SageMaker's XGBoost container (differs by region: SageMaker's list of registry paths) with the ARN of its repository, instance type, and path of the program that runs in it."
  type = object({
    image          = optional(string, "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1")
    repository_arn = optional(string, "arn:aws:ecr:us-east-1:683313688378:repository/sagemaker-xgboost")
    instance       = optional(string, "ml.m5.large")
    program        = string
  })

  # SageMaker takes no key for the volume of a type that has disks of its own (API reference, ResourceConfig).
  validation {
    condition     = can(regex("^ml\\.[cmrt][4-9][agin]*\\.[0-9a-z]+$", var.training.instance))
    error_message = "A training volume is encrypted with our key: take an instance type whose only storage is that volume, such as ml.m5.large; not one with disks of its own, such as ml.g4dn.xlarge."
  }
}
