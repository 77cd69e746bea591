// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

// The SDK for Go v2: one client, one call a second. Debian's is older than AWS_ENDPOINT_URL_STS.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	endpoint := sts.EndpointResolverFromURL(os.Getenv("AWS_ENDPOINT_URL_STS"))
	client := sts.NewFromConfig(cfg, sts.WithEndpointResolver(endpoint))
	fmt.Println("version", aws.SDKVersion)
	for {
		out, err := client.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
		if err != nil {
			fmt.Printf("failed %q\n", err)
		} else {
			fmt.Println("arn", *out.Arn)
		}
		time.Sleep(time.Second)
	}
}
