wrk.method = "POST"
wrk.headers["apikey"] = "demo-operator-key"
wrk.headers["Content-Type"] = "application/json"
local n = 0
function request()
  n = n + 1
  return wrk.format(nil, "/instantstream/request?notify=false", nil,
    '{"phone":"+1202555' .. string.format("%06d", n % 1000000) .. '","email":"viewer@example.com"}')
end
