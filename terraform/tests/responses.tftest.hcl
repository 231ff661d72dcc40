# The pages API: every review is told, nobody but the pages acts, and no function may do more than it has to.
mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name_prefix = "herald"
  scope       = { partition = "aws", region = "us-east-1", account_id = "123456789012" }
  web_url     = "https://pages.example.com"
  base_url    = "https://api.pages.example.com"
  secrets     = { link-keys = "arn:aws:secretsmanager:us-east-1:123456789012:secret:link-keys-AbCdEf" }
  event_bus   = { name = "app-platform", arn = "arn:aws:events:us-east-1:123456789012:event-bus/app-platform" }

  callbacks_queue = { url = "https://sqs.us-east-1.amazonaws.com/123456789012/herald-callbacks", arn = "arn:aws:sqs:us-east-1:123456789012:herald-callbacks" }

  webhooks = { for sender in ["sms", "support"] : sender => { alias_arn = "arn:aws:lambda:us-east-1:123456789012:function:herald-${sender}:live", name = "herald-${sender}" } }

  code = {
    bucket    = "artifacts"
    artifacts = { for name in ["pages", "publish-reviews"] : name => { key = "lambdas/${name}.zip", hash = "aGFzaA==" } }
  }

  platform = {
    endpoints           = {}
    architecture        = "arm64"
    tracing             = true
    kms_key_arn         = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    reserve_concurrency = true
  }

  storage = {
    tables = {
      for name in ["notifications", "policy", "contacts", "candidates", "issues", "callbacks", "responses", "reviews", "products"] :
      name => {
        name       = "herald-${name}"
        arn        = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}"
        stream_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/herald-${name}/stream/2026-11-20T00:00:00.000"
      }
    }
    bucket      = { name = "herald-data", arn = "arn:aws:s3:::herald-data" }
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  }
}

run "responses" {
  command = plan

  module {
    source = "./modules/responses"
  }

  assert {
    condition     = toset(keys(aws_api_gateway_method.page)) == toset(["u.GET", "u.POST", "p.GET", "p.POST", "confirm.GET", "confirm.POST", "o.GET", "c.GET", "c.HEAD", "api.GET", "api.POST", "photos.POST"])
    error_message = "The pages API has exactly the paths and methods of docs/architecture.md."
  }

  assert {
    condition     = aws_api_gateway_resource.route_token.path_part == "{token}" && aws_api_gateway_resource.photos.path_part == "photos"
    error_message = "Pages ask under /api/{route}/{token}, photos below."
  }

  assert {
    condition = alltrue([for path, sender in { status = "sms", inbound = "sms", support = "support" } :
    aws_api_gateway_integration.webhook[path].uri == local.invoke[sender] && aws_api_gateway_method.webhook[path].http_method == "POST"])
    error_message = "Each webhook reaches the function that checks its sender's signature."
  }

  assert {
    condition     = local.environments["pages"].WEB_URL == "https://pages.example.com" && local.environments["pages"].PAGES_URL == "https://api.pages.example.com"
    error_message = "Only the pages' own origin may POST: the function has to know it."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.reviews.bisect_batch_on_function_error &&
      aws_lambda_event_source_mapping.reviews.maximum_retry_attempts > 0 &&
      contains(aws_lambda_event_source_mapping.reviews.function_response_types, "ReportBatchItemFailures") &&
      length(aws_lambda_event_source_mapping.reviews.destination_config) == 1
    )
    error_message = "A review that can't be published holds up no other, and is kept."
  }

  assert {
    condition     = [for filter in one(aws_lambda_event_source_mapping.reviews.filter_criteria).filter : jsondecode(filter.pattern)] == [{ eventName = ["INSERT"] }]
    error_message = "A review is told once, when it is new."
  }

  assert {
    condition = alltrue(flatten([for statements in values(local.permissions) : [for statement in statements : [
      alltrue([for action in statement.actions : !strcontains(action, "*")]),
      alltrue([for resource in statement.resources : resource != "*"]),
    ]]]))
    error_message = "No action has a wildcard, no resource is everything."
  }

  assert {
    condition     = alltrue([for statement in local.permissions["pages"] : !contains(statement.actions, "s3:PutObject") || statement.resources == ["arn:aws:s3:::herald-data/reviews/photos/*"]])
    error_message = "Pages write photos, and nothing else, to the bucket."
  }
}
