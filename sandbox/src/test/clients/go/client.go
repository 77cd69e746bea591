// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

// The SDK for Go v2: prints the caller's ARN, assumes the role, prints the ARN it has then.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion("us-east-1"))
	check(err)
	// Debian's SDK is older than AWS_ENDPOINT_URL_STS.
	endpoint := sts.EndpointResolverFromURL(os.Getenv("AWS_ENDPOINT_URL_STS"))
	instance := sts.NewFromConfig(cfg, sts.WithEndpointResolver(endpoint))
	printIdentity(ctx, instance)
	out, err := instance.AssumeRole(ctx, &sts.AssumeRoleInput{
		RoleArn: aws.String(os.Args[1]), RoleSessionName: aws.String("client")})
	check(err)
	cfg.Credentials = credentials.NewStaticCredentialsProvider(
		*out.Credentials.AccessKeyId, *out.Credentials.SecretAccessKey, *out.Credentials.SessionToken)
	printIdentity(ctx, sts.NewFromConfig(cfg, sts.WithEndpointResolver(endpoint)))
}

func printIdentity(ctx context.Context, client *sts.Client) {
	out, err := client.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	check(err)
	fmt.Println(*out.Arn)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
