resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  runtime                        = "nodejs22.x"
  handler                        = "index.handler"
  architectures                  = [var.settings.architecture]
  memory_size                    = var.settings.memory_mb
  timeout                        = var.settings.timeout_seconds
  s3_bucket                      = var.artifact.bucket
  s3_key                         = var.artifact.key
  source_code_hash               = var.artifact.hash
  reserved_concurrent_executions = var.settings.reserved

  publish = true # state machines call version ARNs: a running execution never mixes code

  environment {
    variables = merge(
      {
        POWERTOOLS_SERVICE_NAME      = var.service
        POWERTOOLS_METRICS_NAMESPACE = "Herald"
        LOG_LEVEL                    = "INFO"
        AWS_SDK_UA_APP_ID            = "herald"
      },
      var.environment,
    )
  }

  tracing_config {
    mode = var.settings.tracing ? "Active" : "PassThrough"
  }

  # Lambda would make a log group of its own, unencrypted and kept for ever, if it came first.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that rules, queues and GraphQL call."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_lambda_function_event_invoke_config" "this" {
  count = var.on_failure == null ? 0 : 1

  function_name                = aws_lambda_function.this.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600 # all that AWS allows: a burst of receipts waits for its reserved concurrency

  destination_config {
    on_failure {
      destination = var.on_failure.queue_arn
    }
  }
}
