variable "name_prefix" {
  description = "First part of every name."
  type        = string
}

variable "scope" {
  description = "Partition, region and account in which ARNs are built."
  type        = object({ partition = string, region = string, account_id = string })
}

variable "directories" {
  description = "Where the built pages (dist/web) and web/, with headers.json in it, lie."
  type        = object({ site = string, web = string })
}

variable "site_files" {
  description = "Files of the pages by path, from dist/web.json: content type, cache control, SHA-256 (hex)."
  type        = map(object({ contentType = string, cacheControl = string, hash = string }))
}

variable "api_url" {
  description = "Base of the pages API: https://<host>/<stage>. Not used without CloudFront."
  type        = string

  validation {
    condition     = can(regex("^https?://[^/]+(/.*)?$", var.api_url))
    error_message = "api_url is a URL such as https://abc.execute-api.us-east-1.amazonaws.com/live."
  }
}

variable "photos" {
  description = "The bucket that photos of reviews are uploaded to, and its origin as browsers see it."
  type        = object({ bucket = string, origin = string })

  validation {
    condition     = can(regex("^https?://[^/ ;']+$", var.photos.origin))
    error_message = "photos.origin is scheme and host alone, such as https://bucket.s3.us-east-1.amazonaws.com: it stands in the Content-Security-Policy."
  }
}

variable "cloudfront" {
  description = "Whether CloudFront serves the pages. Off on the local cloud: LocalStack has none, and its part `web` does the same."
  type        = bool
  default     = true
}

variable "local_url" {
  description = "Where the pages are without CloudFront."
  type        = string
  default     = null

  validation {
    condition     = var.cloudfront || var.local_url != null
    error_message = "Without CloudFront somebody else serves the pages: say where in local_url."
  }
}

variable "lifecycle_rules" {
  description = "Whether old versions of files expire. Off on the local cloud, where applying the rules takes 55 s."
  type        = bool
  default     = true
}

variable "domain" {
  description = "Your own domain for the pages, and its certificate in us-east-1 (CloudFront takes no other). Null: CloudFront's own, which AWS fixes to TLS 1.0 and newer."
  type        = object({ name = string, certificate_arn = string })
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^arn:[^:]+:acm:us-east-1:", var.domain.certificate_arn))
    error_message = "CloudFront takes certificates of us-east-1 only."
  }
}

variable "web_acl_arn" {
  description = "A web ACL of AWS WAF (global scope) in front of the pages. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null || can(regex("^arn:[^:]+:wafv2:us-east-1:[0-9]{12}:global/webacl/", var.web_acl_arn))
    error_message = "CloudFront takes web ACLs of AWS WAF with global scope (made in us-east-1) only."
  }
}
