-- KEYS: epoch, seq, log. ARGV: epoch, last seq applied.
-- Answers what was kept since, as seq and entry by turns; nil when the log no longer reaches back so far.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return nil
end
local mine = tonumber(ARGV[2])
local seq = tonumber(redis.call('GET', KEYS[2]) or '0')
if seq == mine then
  return {}
end
local found = redis.call('XRANGE', KEYS[3], string.format('%d-0', mine + 1), '+')
if seq < mine or #found == 0 or found[1][1] ~= string.format('%d-0', mine + 1) then
  return nil
end
local since = {}
for _, item in ipairs(found) do
  since[#since + 1] = item[1]
  since[#since + 1] = item[2][2]
end
return since
