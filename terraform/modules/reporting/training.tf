# Model retraining's functions, what they read and what they may do (merged in main.tf, environment.tf, iam.tf, machines.tf).
locals {
  training_functions   = {}
  training_variables   = {}
  training_reads       = {}
  training_permissions = {}
}
