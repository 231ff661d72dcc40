# Deployments from before modules/machine-schedules keep what they have: destroyed and made anew, it would miss starts meanwhile.
moved {
  from = aws_cloudwatch_event_rule.schedule
  to   = module.schedules.aws_cloudwatch_event_rule.this
}

moved {
  from = aws_cloudwatch_event_target.schedule
  to   = module.schedules.aws_cloudwatch_event_target.this
}

moved {
  from = aws_iam_role.scheduler
  to   = module.schedules.aws_iam_role.scheduler
}

moved {
  from = aws_iam_role_policy.scheduler
  to   = module.schedules.aws_iam_role_policy.scheduler
}

moved {
  from = aws_sqs_queue_policy.missed_schedules
  to   = module.schedules.aws_sqs_queue_policy.dead_letters
}
