locals {
  invoke_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = values(var.functions)
    }]
  })

  # The group carries the API's id, which is known only once the API is there.
  logs_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["arn:${var.scope.partition}:logs:${var.scope.region}:${var.scope.account_id}:log-group:/aws/appsync/apis/*"]
    }]
  })

  assumed_by_appsync = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "appsync.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.scope.account_id } }
    }]
  })
}

resource "aws_iam_role" "invoke" {
  name               = "${var.name_prefix}-api-invoke"
  description        = "AppSync calls the functions behind the API"
  assume_role_policy = local.assumed_by_appsync
}

resource "aws_iam_role_policy" "invoke" {
  name   = "needs"
  role   = aws_iam_role.invoke.id
  policy = local.invoke_policy
}

resource "aws_iam_role" "logs" {
  name               = "${var.name_prefix}-api-logs"
  description        = "AppSync writes the API's log"
  assume_role_policy = local.assumed_by_appsync
}

resource "aws_iam_role_policy" "logs" {
  name   = "needs"
  role   = aws_iam_role.logs.id
  policy = local.logs_policy
}
