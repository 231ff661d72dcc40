# Model retraining's functions, what they read and what they may do (merged in main.tf, environment.tf, iam.tf, machines.tf).
locals {
  training_functions = {
    build-training-set = { memory = 1024, timeout = 900, description = "Names models, makes their training sets by Athena, counts them" }
    start-training     = { memory = 256, timeout = 60, description = "Starts a training job" }
    poll-training      = { memory = 256, timeout = 60, description = "Looks whether a training job is done" }
    judge-model        = { memory = 1769, timeout = 900, description = "Compares a new model with the current one on later rows" }
    deploy-model       = { memory = 512, timeout = 300, description = "Registers a version and starts its canary" }
    judge-canary       = { memory = 1024, timeout = 900, description = "Promotes a canary or rolls it back" }
    operate-models     = { memory = 512, timeout = 20, description = "Answers modelVersions, promoteModel and rollBackModel" }
  }

  training_variables = {
    models = { TABLE_MODELS = var.storage.tables["models"].name }
    athena = { ATHENA_WORKGROUP = var.athena.workgroup, GLUE_DATABASE = var.athena.database }
    training = {
      TRAINING_IMAGE    = var.training.image
      TRAINING_INSTANCE = var.training.instance
      TRAINING_ROLE     = aws_iam_role.training.arn
      TRAINING_KMS_KEY  = var.storage.kms_key_arn
    }
  }

  training_reads = {
    build-training-set = ["bucket", "models", "athena"]
    start-training     = ["bucket", "models", "training"]
    poll-training      = ["bucket", "training"]
    judge-model        = ["bucket", "models"]
    deploy-model       = ["bucket", "models"]
    judge-canary       = ["bucket", "models"]
    operate-models     = ["bucket", "models"]
  }

  region_account = "${var.scope.region}:${var.scope.account_id}"
  glue           = "arn:${var.scope.partition}:glue:${local.region_account}"
  workgroup      = "arn:${var.scope.partition}:athena:${local.region_account}:workgroup/${var.athena.workgroup}"
  training_jobs  = "arn:${var.scope.partition}:sagemaker:${local.region_account}:training-job/herald-*"
  trainings      = [for id in ["review-propensity-v2", "churn-risk-v3"] : "${local.data}/models/${id}/training/*"]

  read_serving   = { actions = ["dynamodb:GetItem"], resources = [local.table.models] }
  change_serving = { actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], resources = [local.table.models] }
  list_versions  = { actions = ["dynamodb:Query"], resources = [local.table.models] }
  read_models    = { actions = ["s3:GetObject"], resources = ["${local.data}/models/*"] }
  put_models     = { actions = ["s3:PutObject"], resources = ["${local.data}/models/*"] }
  put_trainings  = { actions = ["s3:PutObject"], resources = local.trainings }
  # Athena reads and writes with the caller's rights (Athena User Guide, "Identity-based policies").
  query_decisions = [
    { actions = ["athena:StartQueryExecution", "athena:GetQueryExecution"], resources = [local.workgroup] },
    { actions = ["glue:GetDatabase"], resources = ["${local.glue}:catalog", "${local.glue}:database/${var.athena.database}"] },
    {
      actions   = ["glue:GetTable", "glue:GetPartitions"]
      resources = concat(["${local.glue}:catalog", "${local.glue}:database/${var.athena.database}"], [for table in ["decisions", "outcomes"] : "${local.glue}:table/${var.athena.database}/${table}"])
    },
    { actions = ["s3:GetObject"], resources = ["${local.data}/decisions/*", "${local.data}/outcomes/*", "${local.data}/athena-results/*"] },
    { actions = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], resources = concat(local.trainings, ["${local.data}/athena-results/*"]) },
    { actions = ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], resources = [local.data] },
  ]

  training_permissions = {
    build-training-set = concat(local.query_decisions, [local.read_serving, local.read_models, { actions = ["s3:DeleteObject"], resources = local.trainings }])
    start-training = [
      local.read_serving, local.read_models, local.put_trainings, local.list,
      { actions = ["s3:GetObject"], resources = ["${local.data}/training/*"] },
      { actions = ["sagemaker:CreateTrainingJob"], resources = [local.training_jobs] },
      { actions = ["iam:PassRole"], resources = [aws_iam_role.training.arn], conditions = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } } },
    ]
    poll-training  = [{ actions = ["sagemaker:DescribeTrainingJob"], resources = [local.training_jobs] }]
    judge-model    = [local.read_serving, local.read_models, local.put_trainings, local.list]
    deploy-model   = [local.change_serving, local.read_models, local.put_models, local.list]
    judge-canary   = [local.change_serving, local.read_models, local.put_trainings, local.list]
    operate-models = [local.change_serving, local.list_versions, local.read_models, local.list]
  }
}

# The code of the training jobs; start-training packs it beside each job's data.
resource "aws_s3_object" "training_program" {
  bucket       = var.storage.bucket.name
  key          = "training/retrain.py"
  content_type = "text/x-python"
  source       = var.training.program
  source_hash  = filemd5(var.training.program)
}

resource "aws_iam_role" "training" {
  name        = "${var.name_prefix}-reporting-training"
  description = "As whom SageMaker's training jobs run"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.scope.account_id } }
    }]
  })
}

# A job reads and writes its own training's folder, says what it did, and nothing else.
locals {
  training_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = local.trainings },
      { Effect = "Allow", Action = ["s3:ListBucket"], Resource = [local.data], Condition = { StringLike = { "s3:prefix" = ["models/*"] } } },
      # The bucket's objects, and a grant for the volume that the rows lie on meanwhile.
      { Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"], Resource = [var.storage.kms_key_arn] },
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = ["arn:${var.scope.partition}:logs:${local.region_account}:log-group:/aws/sagemaker/TrainingJobs", "arn:${var.scope.partition}:logs:${local.region_account}:log-group:/aws/sagemaker/TrainingJobs:*"]
      },
      # Pulling AWS's own container image; a token is for no registry in particular.
      { Effect = "Allow", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"], Resource = [var.training.repository_arn] },
      { Effect = "Allow", Action = ["ecr:GetAuthorizationToken"], Resource = ["*"] },
    ]
  })
}

resource "aws_iam_role_policy" "training" {
  name   = "needs"
  role   = aws_iam_role.training.id
  policy = local.training_policy
}
