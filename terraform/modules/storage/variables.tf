variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "lifecycle_rules" {
  description = "Whether objects expire. Off on the local cloud, where applying the rules takes 55 s and nothing lives that long."
  type        = bool
  default     = true
}

variable "protect_data" {
  description = "Whether tables and a bucket with objects refuse to be deleted. Off on the local cloud, which is thrown away."
  type        = bool
  default     = true
}

variable "retention_days" {
  description = "How long objects are kept: working files of a run, a campaign's manifests (who it chose), decision records (and outcomes), the Parquet copy, replaced versions, refused events, photos that were uploaded and never submitted."
  type = object({
    runs        = optional(number, 90)
    campaigns   = optional(number, 90)
    decisions   = optional(number, 400)
    exports     = optional(number, 400)
    noncurrent  = optional(number, 30)
    query_texts = optional(number, 7)
    rejects     = optional(number, 90)
    incoming    = optional(number, 2)
  })
  default = {}
}
