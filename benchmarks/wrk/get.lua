wrk.headers["apikey"] = "demo-operator-key"
wrk.path = "/instantstream/get/demo-streaming"
