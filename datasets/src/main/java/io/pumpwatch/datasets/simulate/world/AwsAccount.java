package io.pumpwatch.datasets.simulate.world;

/**
 * The names under which a tenant appears in the logs of AWS.
 *
 * @param accountId twelve digits
 * @param region where it all runs
 * @param userPoolId the Cognito user pool
 * @param appClientId the Cognito app client
 */
public record AwsAccount(String accountId, String region, String userPoolId, String appClientId) {}
