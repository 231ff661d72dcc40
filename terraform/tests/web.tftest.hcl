# The customer pages: private files, one way to them, strict headers, and the API behind the same address.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix = "herald"
  scope       = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
  directories = { site = "../web/public", web = "../web" }
  api_url     = "https://an-api.execute-api.us-east-1.amazonaws.com/live"
  photos      = { bucket = "herald-data", origin = "https://herald-data.s3.us-east-1.amazonaws.com" }

  site_files = {
    "robots.txt" = { contentType = "text/plain; charset=utf-8", cacheControl = "no-cache", hash = "1" }
    "icon.svg"   = { contentType = "image/svg+xml", cacheControl = "no-cache", hash = "2" }
  }
}

run "on_aws" {
  command = plan

  module {
    source = "./modules/web"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.site.restrict_public_buckets && aws_s3_bucket_public_access_block.site.block_public_policy && aws_s3_bucket_versioning.site.versioning_configuration[0].status == "Enabled" && one(one(aws_s3_bucket_server_side_encryption_configuration.site.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "The site's bucket could become public, or is not versioned and encrypted."
  }

  assert {
    condition = anytrue([for statement in jsondecode(output.policy).Statement : statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false"]) && alltrue([
      for statement in jsondecode(output.policy).Statement :
      statement.Action == "s3:GetObject" && statement.Principal == { Service = "cloudfront.amazonaws.com" } && statement.Condition.StringEquals["aws:SourceArn"] == aws_cloudfront_distribution.this[0].arn if statement.Effect == "Allow"
    ])
    error_message = "Somebody else than our distribution can read the site, or without TLS."
  }

  assert {
    condition     = aws_s3_object.file["icon.svg"].content_type == "image/svg+xml" && aws_s3_object.file["robots.txt"].cache_control == "no-cache" && length(aws_s3_object.file) == 2
    error_message = "Files lack their content type or cache control."
  }

  assert {
    condition = alltrue([
      for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'", "connect-src 'self' https://herald-data.s3.us-east-1.amazonaws.com;"] :
      strcontains(one(one(aws_cloudfront_response_headers_policy.site[0].security_headers_config).content_security_policy).content_security_policy, part)
    ]) && !strcontains(one(one(aws_cloudfront_response_headers_policy.site[0].security_headers_config).content_security_policy).content_security_policy, "unsafe")
    error_message = "The Content-Security-Policy is not the strict one of web/headers.json."
  }

  assert {
    condition     = one(one(aws_cloudfront_response_headers_policy.site[0].security_headers_config).strict_transport_security).access_control_max_age_sec >= 31536000 && one(one(aws_cloudfront_response_headers_policy.site[0].security_headers_config).referrer_policy).referrer_policy == "no-referrer"
    error_message = "Headers of web/headers.json are missing."
  }

  assert {
    condition     = toset([for item in one(aws_cloudfront_response_headers_policy.site[0].custom_headers_config).items : item.header]) == toset(["Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "X-Robots-Tag"])
    error_message = "Custom headers are not the rest of web/headers.json."
  }

  assert {
    condition = toset([for behaviour in aws_cloudfront_distribution.this[0].ordered_cache_behavior : behaviour.path_pattern]) == toset(["/api/*", "/o/*", "/c/*"]) && alltrue([
      for behaviour in aws_cloudfront_distribution.this[0].ordered_cache_behavior :
      behaviour.target_origin_id == "api" && behaviour.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" && contains(behaviour.allowed_methods, "POST")
    ])
    error_message = "The API is not behind the pages' address, or its answers are cached."
  }

  assert {
    condition     = one([for origin in aws_cloudfront_distribution.this[0].origin : "${origin.domain_name}${origin.origin_path}" if origin.origin_id == "api"]) == "an-api.execute-api.us-east-1.amazonaws.com/live"
    error_message = "The API's origin is wrong."
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this[0].default_cache_behavior).viewer_protocol_policy == "redirect-to-https" && toset(one(aws_cloudfront_distribution.this[0].default_cache_behavior).allowed_methods) == toset(["GET", "HEAD"])
    error_message = "Pages are served without TLS, or take more than GET."
  }

  assert {
    condition     = output.web_url == "https://d111111abcdef8.cloudfront.net" && one(one(aws_s3_bucket_cors_configuration.photos.cors_rule).allowed_origins) == output.web_url
    error_message = "Photos can be uploaded from elsewhere than the pages."
  }
}

run "own_domain" {
  command = plan

  variables {
    domain = { name = "pages.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/a" }
  }

  module {
    source = "./modules/web"
  }

  assert {
    condition     = output.web_url == "https://pages.example.com" && one(aws_cloudfront_distribution.this[0].viewer_certificate).minimum_protocol_version == "TLSv1.2_2021" && contains(aws_cloudfront_distribution.this[0].aliases, "pages.example.com")
    error_message = "Our own domain does not stand, or takes less than TLS 1.2."
  }
}

run "behind_a_firewall" {
  command = plan

  variables {
    web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/herald/00000000-0000-0000-0000-000000000000"
  }

  module {
    source = "./modules/web"
  }

  assert {
    condition     = aws_cloudfront_distribution.this[0].web_acl_id == var.web_acl_arn
    error_message = "The web ACL does not stand in front of the pages."
  }
}

run "regional_web_acl" {
  command = plan

  variables {
    web_acl_arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/herald/00000000-0000-0000-0000-000000000000"
  }

  module {
    source = "./modules/web"
  }

  expect_failures = [var.web_acl_arn]
}

run "foreign_certificate" {
  command = plan

  variables {
    domain = { name = "pages.example.com", certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/a" }
  }

  module {
    source = "./modules/web"
  }

  expect_failures = [var.domain]
}

run "on_the_local_cloud" {
  command = plan

  variables {
    cloudfront      = false
    lifecycle_rules = false
    local_url       = "http://127.0.0.1:14508"
    api_url         = "http://127.0.0.1:14500/restapis/an-api/live/_user_request_"
  }

  module {
    source = "./modules/web"
  }

  assert {
    condition     = length(aws_cloudfront_distribution.this) == 0 && length(aws_s3_bucket_lifecycle_configuration.site) == 0 && output.web_url == "http://127.0.0.1:14508" && length(aws_s3_object.file) == 2
    error_message = "The local cloud gets what LocalStack does not have, or lacks its files."
  }
}
