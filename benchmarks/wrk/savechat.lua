wrk.method = "POST"
wrk.headers["apikey"] = "demo-operator-key"
wrk.headers["Content-Type"] = "application/json"
wrk.path = "/instantstream/savechat/demo-streaming"
wrk.body = '{"role":"dealer","message":"Good day, how can I help you?"}'
