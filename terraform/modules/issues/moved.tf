# Deployments from before modules/machine-schedules keep what they have: destroyed and made anew, it would miss starts meanwhile.
moved {
  from = aws_cloudwatch_event_rule.escalation
  to   = module.schedules.aws_cloudwatch_event_rule.this["escalate-unresolved"]
}

moved {
  from = aws_cloudwatch_event_target.escalation
  to   = module.schedules.aws_cloudwatch_event_target.this["escalate-unresolved"]
}

moved {
  from = aws_iam_role.escalation
  to   = module.schedules.aws_iam_role.scheduler
}

moved {
  from = aws_iam_role_policy.escalation
  to   = module.schedules.aws_iam_role_policy.scheduler
}

moved {
  from = aws_sqs_queue_policy.missed_schedules
  to   = module.schedules.aws_sqs_queue_policy.dead_letters
}
