# Not on the local cloud: LocalStack has no CloudFront. Its part `web` serves the same bucket with the same headers and function.
locals {
  count_cloudfront = var.cloudfront ? 1 : 0
  site_origin      = "site"
  api_origin       = "api"
  api_url          = regex("^https://([^/]+)(/.*)?$", var.cloudfront ? var.api_url : "https://none.invalid")

  # web/headers.json: one file for CloudFront and the local cloud.
  headers = { for name, value in jsondecode(file("${var.directories.web}/headers.json")) : name => replace(value, "{photos}", var.photos.origin) }
  hsts    = local.headers["Strict-Transport-Security"]

  # CloudFront knows some of them by name and refuses those as custom headers.
  custom_headers = { for name, value in local.headers : name => value if !contains(["Content-Security-Policy", "Strict-Transport-Security", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"], name) }

  api_paths = ["/api/*", "/o/*", "/c/*"]

  # Managed by AWS (CloudFront developer guide, managed policies).
  managed = {
    caching_optimized             = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    caching_disabled              = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    all_viewer_except_host_header = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  }
}

resource "aws_cloudfront_origin_access_control" "site" {
  count = local.count_cloudfront

  name                              = "${var.name_prefix}-web"
  description                       = "CloudFront signs what it asks the site's bucket for"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_function" "pages_to_index" {
  count = local.count_cloudfront

  name    = "${var.name_prefix}-pages-to-index"
  comment = "Every page is one document, which reads its own address"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/pages-to-index.js")
}

resource "aws_cloudfront_response_headers_policy" "site" {
  count = local.count_cloudfront

  name    = "${var.name_prefix}-web"
  comment = "web/headers.json"

  security_headers_config {
    content_security_policy {
      content_security_policy = local.headers["Content-Security-Policy"]
      override                = true
    }

    strict_transport_security {
      access_control_max_age_sec = tonumber(regex("max-age=(\\d+)", local.hsts)[0])
      include_subdomains         = strcontains(local.hsts, "includeSubDomains")
      preload                    = strcontains(local.hsts, "preload")
      override                   = true
    }

    referrer_policy {
      referrer_policy = local.headers["Referrer-Policy"]
      override        = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = local.headers["X-Frame-Options"]
      override     = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = local.custom_headers

      content {
        header   = items.key
        value    = items.value
        override = true
      }
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  count = local.count_cloudfront

  comment             = "${var.name_prefix}: customer pages"
  enabled             = true
  is_ipv6_enabled     = true
  http_version        = "http2and3"
  price_class         = "PriceClass_All" # customers are in eight countries on five continents
  aliases             = var.domain == null ? [] : [var.domain.name]
  web_acl_id          = var.web_acl_arn
  wait_for_deployment = false # minutes, in which nothing else has to wait

  origin {
    origin_id                = local.site_origin
    domain_name              = aws_s3_bucket.site.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.site[0].id
  }

  origin {
    origin_id   = local.api_origin
    domain_name = local.api_url[0]
    origin_path = local.api_url[1] == null ? "" : trimsuffix(local.api_url[1], "/")

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      origin_read_timeout    = 30
    }
  }

  default_cache_behavior {
    target_origin_id           = local.site_origin
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = local.managed.caching_optimized
    response_headers_policy_id = aws_cloudfront_response_headers_policy.site[0].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.pages_to_index[0].arn
    }
  }

  # The API says its own headers. Its host's name is not forwarded: API Gateway goes by it.
  dynamic "ordered_cache_behavior" {
    for_each = local.api_paths

    content {
      path_pattern             = ordered_cache_behavior.value
      target_origin_id         = local.api_origin
      viewer_protocol_policy   = "https-only"
      allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
      cached_methods           = ["GET", "HEAD"]
      compress                 = true
      cache_policy_id          = local.managed.caching_disabled
      origin_request_policy_id = local.managed.all_viewer_except_host_header
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = var.domain == null ? null : var.domain.certificate_arn
    ssl_support_method             = var.domain == null ? null : "sni-only"
    # With CloudFront's own certificate AWS fixes this to TLSv1; our own domain brings TLS 1.2.
    minimum_protocol_version = var.domain == null ? "TLSv1" : "TLSv1.2_2021"
  }

  # No access logs: tokens stand in the paths.
}
