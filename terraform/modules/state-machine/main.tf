locals {
  # Placeholders that the definition really uses: permissions follow the text, and a name nobody supplies fails here.
  used = toset(flatten(regexall("\\$\\{([a-z0-9_]+)\\}", file(var.definition_path))))

  function_placeholders = { for short, function in var.functions : "${replace(short, "-", "_")}_arn" => function.version_arn }
  called_arns           = [for short, function in var.functions : function.arn if contains(local.used, "${replace(short, "-", "_")}_arn")]

  arn = "arn:${var.scope.partition}:states:${var.scope.region}:${var.scope.account_id}:stateMachine:${var.name}"
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/vendedlogs/states/${var.name}" # this prefix keeps the log delivery policy from growing too long
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_sfn_state_machine" "this" {
  name       = var.name
  role_arn   = aws_iam_role.this.arn
  definition = templatefile(var.definition_path, merge(local.function_placeholders, var.placeholders))
  publish    = true

  logging_configuration {
    level                  = "ERROR" # no execution data: inputs name customers
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.this.arn}:*"
  }

  dynamic "tracing_configuration" {
    for_each = var.tracing ? [true] : []

    content {
      enabled = true
    }
  }

  depends_on = [aws_iam_role_policy.this]
}

resource "aws_sfn_alias" "live" {
  name        = "live"
  description = "The version that schedules and GraphQL start."

  routing_configuration {
    state_machine_version_arn = aws_sfn_state_machine.this.state_machine_version_arn
    weight                    = 100
  }
}
