# Values the mocked provider makes up would be no ARNs, and the real resources check theirs.
mock_resource "aws_kms_key" {
  defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000", key_id = "00000000-0000-0000-0000-000000000000" }
}
mock_resource "aws_dynamodb_table" {
  defaults = { arn = "arn:aws:dynamodb:us-east-1:123456789012:table/a-table", stream_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/a-table/stream/2026-01-01T00:00:00.000" }
}
mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::a-bucket" }
}
mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/a-role" }
}
mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:a-group" }
}
mock_resource "aws_lambda_function" {
  defaults = {
    arn           = "arn:aws:lambda:us-east-1:123456789012:function:a-function"
    qualified_arn = "arn:aws:lambda:us-east-1:123456789012:function:a-function:7"
    version       = "7"
  }
}
mock_resource "aws_lambda_alias" {
  defaults = { arn = "arn:aws:lambda:us-east-1:123456789012:function:a-function:live" }
}
mock_resource "aws_sfn_state_machine" {
  defaults = {
    arn                       = "arn:aws:states:us-east-1:123456789012:stateMachine:a-machine"
    state_machine_version_arn = "arn:aws:states:us-east-1:123456789012:stateMachine:a-machine:1"
  }
}
mock_resource "aws_sfn_alias" {
  defaults = { arn = "arn:aws:states:us-east-1:123456789012:stateMachine:a-machine:live" }
}
mock_resource "aws_cloudwatch_event_rule" {
  defaults = { arn = "arn:aws:events:us-east-1:123456789012:rule/a-rule" }
}
mock_resource "aws_sqs_queue" {
  defaults = { arn = "arn:aws:sqs:us-east-1:123456789012:a-queue", url = "https://queue.example/a-queue" }
}
mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:us-east-1:123456789012:a-topic" }
}
mock_resource "aws_athena_workgroup" {
  defaults = { arn = "arn:aws:athena:us-east-1:123456789012:workgroup/a-group" }
}
mock_resource "aws_appsync_graphql_api" {
  defaults = {
    id   = "an-api"
    arn  = "arn:aws:appsync:us-east-1:123456789012:apis/an-api"
    uris = { GRAPHQL = "https://api.example/graphql", REALTIME = "wss://api.example/graphql/realtime" }
  }
}
mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}
mock_data "aws_partition" {
  defaults = { partition = "aws" }
}
mock_resource "aws_kinesis_stream" {
  defaults = { arn = "arn:aws:kinesis:us-east-1:123456789012:stream/a-stream" }
}
mock_resource "aws_secretsmanager_secret" {
  defaults = { arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-secret-AbCdEf" }
}
mock_resource "aws_api_gateway_rest_api" {
  defaults = { id = "an-api", root_resource_id = "root", execution_arn = "arn:aws:execute-api:us-east-1:123456789012:an-api" }
}
mock_resource "aws_sesv2_configuration_set" {
  defaults = { arn = "arn:aws:ses:us-east-1:123456789012:configuration-set/a-set" }
}
mock_resource "aws_cloudfront_distribution" {
  defaults = { arn = "arn:aws:cloudfront::123456789012:distribution/A-DISTRIBUTION", domain_name = "d111111abcdef8.cloudfront.net" }
}
mock_resource "aws_cloudfront_function" {
  defaults = { arn = "arn:aws:cloudfront::123456789012:function/a-function" }
}

mock_resource "aws_cloudwatch_event_bus" {
  defaults = {
    arn = "arn:aws:events:us-east-1:123456789012:event-bus/a-bus"
  }
}

mock_resource "aws_cloudwatch_event_archive" {
  defaults = {
    arn = "arn:aws:events:us-east-1:123456789012:archive/an-archive"
  }
}
