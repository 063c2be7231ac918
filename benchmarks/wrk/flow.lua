-- request, start, chat, get, stop: whichever connection is free takes the next step of the stream that waits longest.
wrk.headers["apikey"] = "demo-operator-key"
wrk.headers["Content-Type"] = "application/json"
local steps = {
  {"POST", "/instantstream/start/", '{"role":"viewer","longitude":"-77.0365","latitude":"38.8977"}'},
  {"POST", "/instantstream/savechat/", '{"role":"dealer","message":"Good day"}'},
  {"GET", "/instantstream/get/", nil},
  {"POST", "/instantstream/stop/", '{"role":"viewer"}'},
}
local at, waiting, first, last = {}, {}, 1, 0
function request()
  if first > last then
    return wrk.format("POST", "/instantstream/request?notify=false", nil,
      '{"phone":"+12025550143","email":"viewer@example.com"}')
  end
  local token = waiting[first]
  waiting[first] = nil
  first = first + 1
  local step = steps[at[token] or 1]
  return wrk.format(step[1], step[2] .. token, nil, step[3])
end
function response(status, headers, body)
  local token = string.match(body, '"token":"([^"]+)"')
  if not token then return end
  local step = (at[token] or 0) + 1
  if step > #steps then
    at[token] = nil
    return
  end
  at[token] = step
  last = last + 1
  waiting[last] = token
end
