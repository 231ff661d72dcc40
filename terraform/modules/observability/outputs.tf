output "topics" {
  description = "Topics by short name."
  value       = { alarms = aws_sns_topic.alarms.arn }
}

output "alarm_names" {
  description = "Names of all alarms, for tests."
  value = concat(
    values(aws_cloudwatch_metric_alarm.single)[*].alarm_name,
    values(aws_cloudwatch_metric_alarm.error_rate)[*].alarm_name,
    [aws_cloudwatch_metric_alarm.availability.alarm_name],
  )
}
