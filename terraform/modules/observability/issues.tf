# Alarms and dashboard of the reactive path, of calls and of jobs. Dimension sets as they are emitted: `service` with `program`
# for events, `service` alone for the rest.
locals {
  of_events = { for id in var.reactive_programs : id => { service = "handle-error-event", program = id } }
  refusals  = ["malformed", "unknown-version", "future", "stale"]

  issue_alarms = merge(
    { for pair in setproduct(var.reactive_programs, local.refusals) : "${pair[0]}-events-${pair[1]}" => {
      description = "Events of ${pair[0]} are refused as ${pair[1]}: the app's telemetry changed, or a clock is wrong. They lie under rejects/error-events/."
      namespace   = "Herald", metric = "EventsRefused_${pair[1]}", dimensions = local.of_events[pair[0]]
      threshold   = 10
    } },
    { for id, dimensions in local.of_events : "${id}-unknown-error-types" => {
      description = "The app reports error types that the catalogue of ${id} does not list. Which: the log of handle-error-event, 'error type nobody has listed'."
      topic       = var.product_alerts_arn
      namespace   = "Herald", metric = "UnknownErrorTypes", dimensions = dimensions
      period      = 3600
    } },
    { for id, dimensions in local.of_events : "${id}-fallback-scoring" => {
      description = "Risks of ${id} were scored by the fallback: a model was away or over its time budget. Channels and escalations that go by the risk are a guess until it is back; the log of handle-error-event says which, 'risk model away'."
      namespace   = "Herald", metric = "FallbackScored", dimensions = dimensions
    } },
    { for id, dimensions in local.of_events : "${id}-slow" => {
      description = "Help takes over ${var.targets.reactive_p99_ms} ms from event to provider at the 99th percentile."
      namespace   = "Herald", metric = "StageMs_event", dimensions = dimensions
      statistic   = "p99", threshold = var.targets.reactive_p99_ms, periods = 3
    } },
    { for metric, what in {
      CallbacksNotCalled     = "A customer who asked for a call was not called in time: the ticket is escalated."
      CallbacksWithoutTicket = "Calls wait without a ticket: the support system is away, or refuses."
      } : "${lower(replace(metric, "Callbacks", "callbacks-"))}" => {
      description = what
      namespace   = "Herald", metric = metric, dimensions = { service = "watch-callbacks" }
    } },
    {
      tickets-refused = {
        description = "The support system refuses tickets: its key, a required field or a form changed."
        namespace   = "Herald", metric = "TicketsRefused", dimensions = { service = "open-ticket" }
      }
      support-webhooks-forged = {
        description = "Webhooks without a valid signature: the support system's secret was changed, or somebody tries."
        namespace   = "Herald", metric = "WebhooksForged", dimensions = { service = "support-webhook" }
        threshold   = 20
      }
      support-webhooks-malformed = {
        description = "The support system's webhooks can't be read: its trigger's body was changed."
        namespace   = "Herald", metric = "WebhooksMalformed", dimensions = { service = "support-webhook" }
      }
      follow-ups-failed = {
        description = "Cases could not be followed up: hand-overs and resolutions wait. The log says why."
        namespace   = "Herald", metric = "FollowUpsFailed", dimensions = { service = "follow-up-issues" }
        periods     = 3
      }
      reviews-unreadable = {
        description = "Reviews on the stream can't be read: nobody is told of them."
        namespace   = "Herald", metric = "ReviewsUnreadable", dimensions = { service = "publish-reviews" }
      }
    },
    !var.delivery.schedules ? {} : { for short in ["follow-up-issues", "watch-callbacks"] : "${short}-silent" => {
      description = "${short} has not run for ten minutes: calls and hand-overs that were left are not looked after."
      namespace   = "AWS/Lambda", metric = "Invocations", dimensions = { FunctionName = var.functions[short] }
      comparison  = "LessThanThreshold", threshold = 1, periods = 2, missing = "breaching"
    } },
  )

  event_figures = concat(
    ["EventsReceived", "EventsDuplicate", "EventsJoined", "EventsOld", "CasesOpened", "EventsResumed", "FallbackScored", "UnknownErrorTypes"],
    [for reason in local.refusals : "EventsRefused_${reason}"],
  )

  # Of events that could be read; by program. Copies dropped: the same error, delivered again. Repeated errors joined: another
  # error of an open case, what the daily and the churn report count too.
  deduplication = [for place, id in var.reactive_programs : concat(
    [for name, of in { copies = "(FILL(duplicate${place}, 0) - FILL(joined${place}, 0))", repeats = "FILL(joined${place}, 0)" } : [{
      expression = "100 * ${of} / (received${place}${join("", [for n, reason in local.refusals : " - FILL(refused${place}x${n}, 0)"])})"
      label      = "${id}: ${name == "copies" ? "copies dropped" : "repeated errors joined"}"
      id         = "${name}${place}"
    }]],
    [for name, metric in { duplicate = "EventsDuplicate", joined = "EventsJoined", received = "EventsReceived" } : [
      "Herald", metric, "service", "handle-error-event", "program", id, { id = "${name}${place}", visible = false },
    ]],
    [for n, reason in local.refusals : [
      "Herald", "EventsRefused_${reason}", "service", "handle-error-event", "program", id, { id = "refused${place}x${n}", visible = false },
    ]],
  )]

  issue_widgets = [
    {
      title   = "Error events"
      metrics = flatten([for id in var.reactive_programs : [for metric in local.event_figures : join("|", ["Herald", metric, "service", "handle-error-event", "program", id])]])
      stat    = "Sum"
    },
    {
      title   = "Deduplication: copies dropped and repeated errors joined, % of events"
      metrics = []
      rates   = concat([], local.deduplication...)
      stat    = "Sum"
    },
    {
      title   = "From event to provider, ms at the 99th percentile"
      metrics = flatten([for id in var.reactive_programs : [for stage in ["read", "decide", "open", "deliver", "event"] : join("|", ["Herald", "StageMs_${stage}", "service", "handle-error-event", "program", id])]])
      stat    = "p99"
    },
    {
      title   = "Calls"
      metrics = concat([for metric in ["CallbacksNotSeen", "CallbacksNotCalled", "CallbacksWithoutTicket"] : join("|", ["Herald", metric, "service", "watch-callbacks"])], [join("|", ["Herald", "TicketsOpened", "service", "open-ticket"])])
      stat    = "Sum"
    },
    {
      title   = "Follow-up and escalation"
      metrics = [join("|", ["Herald", "HandOversFinished", "service", "follow-up-issues"]), join("|", ["Herald", "FollowUpsFailed", "service", "follow-up-issues"]), join("|", ["Herald", "CasesEscalated", "service", "escalate-issue"])]
      stat    = "Sum"
    },
  ]
}
