module "functions" {
  source = "../functions"

  name_prefix = var.name_prefix
  capability  = "responses"
  code        = var.code
  platform    = var.platform
  functions = { for short, function in local.functions : short => merge(function, {
    environment = local.environments[short]
    statements  = local.permissions[short]
  }) }
}

locals {
  functions = {
    # Memory for five photos of 10 MB, and the processor that comes with it. A campaign's sends never take the unsubscribe page away.
    pages           = { memory = 1024, timeout = 25, reserved = 20, description = "Serves the pages API and the links in messages" }
    publish-reviews = { memory = 256, timeout = 30, description = "Tells of reviews, and closes what asked for them" }
  }
}

# Few paths, few functions: pages decides by path what a link opens.
locals {
  paths = {
    "u"       = ["GET", "POST"] # one-click unsubscribe (RFC 8058); else leads to the page
    "p"       = ["GET", "POST"] # these two lead to the page, for links that were sent earlier
    "confirm" = ["GET", "POST"]
    "o"       = ["GET"]         # open pixel
    "c"       = ["GET", "HEAD"] # click redirect; HEAD is a scanner’s
  }
  # What the browser's pages call, beside the links themselves.
  methods      = merge(local.paths, { api = ["GET", "POST"], photos = ["POST"] })
  resource_ids = merge({ for path, resource in aws_api_gateway_resource.token : path => resource.id }, { api = aws_api_gateway_resource.route_token.id, photos = aws_api_gateway_resource.photos.id })
  page_methods = merge([for path, methods in local.methods : { for method in methods : "${path}.${method}" => { path = path, method = method } }]...)
  webhooks     = { status = "sms", inbound = "sms", support = "support" } # path, and who answers

  behind = {
    pages   = { alias_arn = module.functions.functions["pages"].alias_arn, name = module.functions.functions["pages"].name }
    sms     = var.webhooks.sms
    support = var.webhooks.support
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

resource "aws_api_gateway_resource" "api_root" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "api"
}

# /api/{route}, the function knows which; then {token}, then photos.
resource "aws_api_gateway_resource" "route" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.api_root.id
  path_part   = "{route}"
}

resource "aws_api_gateway_resource" "route_token" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.route.id
  path_part   = "{token}"
}

resource "aws_api_gateway_resource" "photos" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.route_token.id
  path_part   = "photos"
}

resource "aws_api_gateway_method" "page" {
  for_each = local.page_methods

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = local.resource_ids[each.value.path]
  http_method   = each.value.method
  authorization = "NONE" # the signed token is the authorisation
}

resource "aws_api_gateway_integration" "page" {
  for_each = local.page_methods

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = local.resource_ids[each.value.path]
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

# /webhooks/sms/status, /webhooks/sms/inbound, /webhooks/support
resource "aws_api_gateway_resource" "webhook" {
  for_each = local.webhooks

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = each.value == "sms" ? aws_api_gateway_resource.sms.id : aws_api_gateway_resource.webhooks.id
  path_part   = each.key
}

resource "aws_api_gateway_method" "webhook" {
  for_each = local.webhooks

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.webhook[each.key].id
  http_method   = "POST"
  authorization = "NONE" # the sender's signature is checked by the function
}

resource "aws_api_gateway_integration" "webhook" {
  for_each = local.webhooks

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.webhook[each.key].id
  http_method             = aws_api_gateway_method.webhook[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = local.invoke[each.value]
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
