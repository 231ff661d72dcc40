module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "responses"
  code        = var.code
  platform    = var.platform

  functions = {
    pages = {
      description = "Serves the pages that links in messages open"
      memory      = 256
      timeout     = 10
      reserved    = 20 # a campaign's sends never take the unsubscribe page away
      environment = local.environment
      statements  = local.permissions
    }
  }
}

# Few paths, two functions: pages decides by path what a link opens.
locals {
  paths = {
    "u"       = { function = "pages", methods = ["GET", "POST"] } # unsubscribe
    "p"       = { function = "pages", methods = ["GET", "POST"] } # preferences
    "confirm" = { function = "pages", methods = ["GET", "POST"] } # confirm a contact point
    "o"       = { function = "pages", methods = ["GET"] }         # open pixel
    "c"       = { function = "pages", methods = ["GET", "HEAD"] } # click redirect; HEAD is a scanner’s
  }
  page_methods = merge([for path, page in local.paths : { for method in page.methods : "${path}.${method}" => { path = path, method = method } }]...)
  webhooks     = toset(["status", "inbound"])

  behind = {
    pages    = { alias_arn = module.functions.functions["pages"].alias_arn, name = module.functions.functions["pages"].name }
    webhooks = var.webhooks
  }

  invoke = { for short, function in local.behind : short => "arn:${var.scope.partition}:apigateway:${var.scope.region}:lambda:path/2015-03-31/functions/${function.alias_arn}/invocations" }
  url    = var.base_url == null ? "https://${aws_api_gateway_rest_api.this.id}.execute-api.${var.scope.region}.amazonaws.com/live" : replace(var.base_url, "%s", aws_api_gateway_rest_api.this.id)
}

resource "aws_api_gateway_rest_api" "this" {
  name        = "${var.name_prefix}-pages"
  description = "What links in messages open, and what providers call back"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "page" {
  for_each = local.paths

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_resource" "token" {
  for_each = local.paths

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.page[each.key].id
  path_part   = "{token}"
}

resource "aws_api_gateway_method" "page" {
  for_each = local.page_methods

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.token[each.value.path].id
  http_method   = each.value.method
  authorization = "NONE" # the signed token is the authorisation
}

resource "aws_api_gateway_integration" "page" {
  for_each = local.page_methods

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.token[each.value.path].id
  http_method             = aws_api_gateway_method.page[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = local.invoke["pages"]
}

resource "aws_api_gateway_resource" "webhooks" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "webhooks"
}

resource "aws_api_gateway_resource" "sms" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.webhooks.id
  path_part   = "sms"
}

resource "aws_api_gateway_resource" "webhook" {
  for_each = local.webhooks

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.sms.id
  path_part   = each.key
}

resource "aws_api_gateway_method" "webhook" {
  for_each = local.webhooks

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.webhook[each.key].id
  http_method   = "POST"
  authorization = "NONE" # the provider's signature is checked by the function
}

resource "aws_api_gateway_integration" "webhook" {
  for_each = local.webhooks

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.webhook[each.key].id
  http_method             = aws_api_gateway_method.webhook[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = local.invoke["webhooks"]
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  triggers = {
    definition = sha256(jsonencode([local.page_methods, local.webhooks, local.invoke]))
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_api_gateway_integration.page, aws_api_gateway_integration.webhook]
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = "live"
  xray_tracing_enabled = var.platform.tracing
}

resource "aws_api_gateway_method_settings" "all" {
  count = var.stage_settings ? 1 : 0

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = var.throttle.rate
    throttling_burst_limit = var.throttle.burst
    metrics_enabled        = true
  }
}

resource "aws_lambda_permission" "invoke" {
  for_each = local.behind

  statement_id  = "pages-api"
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  qualifier     = "live"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/*"
}
