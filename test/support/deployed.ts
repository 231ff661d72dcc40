// What integration tests use most, from one place.
export { askGraphql, graphqlData } from '../../scripts/local-cloud/graphql-client.ts';
export { pick } from '../../scripts/local-cloud/outputs.ts';
