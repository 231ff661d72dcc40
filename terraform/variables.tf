variable "name_prefix" {
  description = "First part of every name; two deployments in one account differ by it."
  type        = string
  default     = "herald"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.name_prefix))
    error_message = "name_prefix is 2 to 20 lower-case letters, digits and hyphens, and starts with a letter."
  }
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "us-east-1"
}

variable "artifacts_bucket" {
  description = "Bucket that holds the functions' code."
  type        = string
}

variable "artifacts" {
  description = "Code by function, from dist/artifacts.json: key in the bucket, base64 SHA-256, size."
  type = map(object({
    key   = string
    hash  = string
    bytes = optional(number)
  }))
}

variable "site_files" {
  description = "Files of the customer pages by path, from dist/web.json: content type, cache control, SHA-256 (hex)."
  type        = map(object({ contentType = string, cacheControl = string, hash = string }))
  default     = {}
}

variable "validated_programs" {
  description = "SHA-256 (hex) of each program file that the build has validated, from dist/programs.json."
  type        = map(string)
}

variable "directories" {
  description = "Where program files, models, state machines, the GraphQL schema, compiled templates, the built pages, their headers and the training program lie, seen from terraform/."
  type = object({
    programs      = optional(string, "../programs")
    models        = optional(string, "../models")
    statemachines = optional(string, "../statemachines")
    graphql       = optional(string, "../graphql")
    templates     = optional(string, "../dist/templates")
    site          = optional(string, "../dist/web")
    web           = optional(string, "../web")
    training      = optional(string, "../scripts/train/entry")
  })
  default = {}
}

variable "warehouse" {
  description = "What programs may read: Glue databases and the buckets their tables lie in."
  type = object({
    databases = optional(list(string), [])
    buckets   = optional(list(string), [])
  })
  default = {}
}

variable "local" {
  description = "Set on the local cloud only; everything that differs there, each with its reason in main.tf. `endpoints`: AWS_ENDPOINT_URL… for the functions; `web_url`: where its part `web` serves the pages."
  type = object({
    endpoints       = map(string)
    architecture    = optional(string, "x86_64")
    map_concurrency = optional(number, 4)
    schedules       = optional(bool, false)
    web_url         = optional(string)
  })
  default = null
}

variable "alarm_email" {
  description = "Who is told of alarms."
  type        = string
  default     = null
}

variable "protect_data" {
  description = "Whether tables and a bucket with objects refuse to be deleted. Switch off and apply before a destroy."
  type        = bool
  default     = true
}

variable "customers" {
  description = "OpenID Connect issuer of your customers, such as a Cognito user pool, and the client their tokens are for (a regular expression). Without it nobody can ask to be reminded."
  type        = object({ issuer = string, client_id = optional(string) })
  default     = null
}

variable "services" {
  description = "Bases of the outside services' APIs."
  type = object({
    sms_service = optional(string, "https://api.twilio.com")
    discovery   = optional(string, "https://app.ticketmaster.com")
    bitly       = optional(string, "https://api-ssl.bitly.com")
    support     = optional(string, "https://example.zendesk.com")
  })
  default = {}
}

variable "provider_rates" {
  description = "Messages a second that each provider takes from this account: SES's send rate; parts a second of the SMS numbers."
  type        = map(number)
  default     = { ses = 14, end-user-messaging = 20, sms-service = 20 }

  validation {
    condition     = alltrue([for name in ["ses", "end-user-messaging", "sms-service"] : try(var.provider_rates[name] > 0, false)])
    error_message = "provider_rates needs a rate above 0 for ses, end-user-messaging and sms-service."
  }
}

variable "pages_url" {
  description = "Your own domain in front of the pages API, such as https://messages.example.com. Null: API Gateway's own address."
  type        = string
  default     = null
}

variable "reserve_concurrency" {
  description = "Keeps concurrency free for receipts, pages and urgent messages. Switch off in accounts with a limit under 300 (a new one has 10): AWS refuses to leave fewer than 100 for the rest."
  type        = bool
  default     = true
}

variable "web_domain" {
  description = "Your own domain for the customer pages, and its certificate in us-east-1. Null: CloudFront's own."
  type        = object({ name = string, certificate_arn = string })
  default     = null
}

variable "web_acl_arn" {
  description = "A web ACL of AWS WAF (global scope, made in us-east-1) in front of the customer pages. Null: none."
  type        = string
  default     = null
}

variable "pages_throttle" {
  description = "Requests a second to each method of the pages API, and how many at once above that, before API Gateway answers 429."
  type        = object({ rate = optional(number, 200), burst = optional(number, 400) })
  default     = {}
}

variable "archive_days" {
  description = "How many days of error events the bus keeps for replays."
  type        = number
  default     = 14

  validation {
    condition     = var.archive_days >= 1
    error_message = "archive_days is 1 or more: 0 would keep events for ever."
  }
}

variable "reactive_concurrency" {
  description = "Instances of handle-error-event that are kept started, against cold starts (docs/performance.md says what a rate of events takes). At most the account's unreserved concurrency less 100. 0: none."
  type        = number
  default     = 0
}

variable "product_team_email" {
  description = "Who is told of new issue patterns and unknown error types. Null: nobody by e-mail."
  type        = string
  default     = null
}

variable "training" {
  description = "Where models are trained: SageMaker's XGBoost container (differs by region), its repository, instance type. Null: us-east-1's."
  type = object({
    image          = string
    repository_arn = string
    instance       = string
  })
  default = null
}
