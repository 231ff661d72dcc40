locals {
  variables = {
    runs       = { TABLE_RUNS = var.storage.tables["runs"].name }
    candidates = { TABLE_CANDIDATES = var.storage.tables["candidates"].name }
    decisions  = { TABLE_DECISIONS = var.storage.tables["decisions"].name }
    features   = { TABLE_FEATURES = var.storage.tables["features"].name, TABLE_SCORES = var.storage.tables["scores"].name }
    facts = {
      TABLE_CUSTOMERS = var.storage.tables["customers"].name
      TABLE_PRODUCTS  = var.storage.tables["products"].name
      TABLE_POLICY    = var.storage.tables["policy"].name
    }
    bucket  = { BUCKET_DATA = var.storage.bucket.name }
    athena  = { ATHENA_WORKGROUP = aws_athena_workgroup.this.name }
    glue    = { GLUE_DATABASE = aws_glue_catalog_database.this.name }
    models  = { TABLE_MODELS = var.storage.tables["models"].name }
    graphql = { GRAPHQL_URL = var.graphql.url }
    machine = { STATE_MACHINE_BATCH_INGESTION = "${local.batch_machine_arn}:live" }
  }

  # What each function reads, by the names above; iam.tf says what it may do with it.
  reads = {
    prepare-run      = ["runs", "bucket", "graphql", "models"]
    start-query      = ["bucket", "athena"]
    poll-query       = ["bucket", "athena"]
    list-parts       = ["bucket"]
    split-part       = ["bucket"]
    write-manifest   = ["runs", "bucket", "graphql"]
    filter-chunk     = ["bucket", "facts"]
    score-chunk      = ["bucket", "features", "models"]
    judge-run        = ["runs", "bucket", "graphql"]
    await-release    = ["runs", "graphql"]
    store-chunk      = ["runs", "bucket", "candidates"]
    commit-run       = ["runs", "bucket", "graphql"]
    summarise-run    = ["runs", "bucket", "graphql"]
    record-failure   = ["runs", "bucket", "graphql"]
    start-export     = ["runs", "bucket", "athena", "glue"]
    verify-export    = ["bucket", "athena", "glue"]
    query-candidates = ["runs", "candidates", "decisions", "bucket"]
    operate-runs     = ["runs", "candidates", "decisions", "bucket", "machine"]
  }

  environments = { for function, names in local.reads : function => merge([for name in names : local.variables[name]]...) }
}
