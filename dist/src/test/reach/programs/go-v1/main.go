// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

// The SDK for Go v1: one client, one call a second. It does not know AWS_ENDPOINT_URL_STS.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sts"
)

func main() {
	endpoint := aws.String(os.Getenv("AWS_ENDPOINT_URL_STS"))
	client := sts.New(session.Must(session.NewSession(&aws.Config{Endpoint: endpoint})))
	fmt.Println("version", aws.SDKVersion)
	for {
		out, err := client.GetCallerIdentity(&sts.GetCallerIdentityInput{})
		if err != nil {
			fmt.Printf("failed %q\n", err)
		} else {
			fmt.Println("arn", *out.Arn)
		}
		time.Sleep(time.Second)
	}
}
