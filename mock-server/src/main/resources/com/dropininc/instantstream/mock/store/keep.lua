-- KEYS: epoch, seq, log, rows of the sandbox, journal of the sandbox, ids of the sandboxes.
-- ARGV: epoch, guard, version it was based on, 1 if anew, 1 if for the journal, entry, channel, log length,
--       journal length, then key and value of each row by turns; an empty value removes the row.
-- Answers 1 if it was kept, 0 if not; nil when this is not the Redis it was.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return nil
end
local anew = ARGV[4] == '1'
if not anew and redis.call('SISMEMBER', KEYS[6], ARGV[#ARGV]) == 0 then
  return 0
end
if ARGV[2] ~= '' then
  local row = redis.call('HGET', KEYS[4], ARGV[2])
  local version = row and string.match(row, '^%d+') or '0'
  if version ~= ARGV[3] then
    return 0
  end
end
local seq = string.format('%d', redis.call('INCR', KEYS[2]))
if anew then
  redis.call('DEL', KEYS[4], KEYS[5])
  redis.call('SREM', KEYS[6], ARGV[#ARGV])
end
for i = 10, #ARGV - 2, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[4], ARGV[i])
  else
    redis.call('HSET', KEYS[4], ARGV[i], seq .. ' ' .. ARGV[i + 1])
    redis.call('SADD', KEYS[6], ARGV[#ARGV])
  end
end
if ARGV[5] == '1' then
  redis.call('LPUSH', KEYS[5], ARGV[6])
  redis.call('LTRIM', KEYS[5], 0, ARGV[9])
end
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[8], seq .. '-0', 'entry', ARGV[6])
redis.call('PUBLISH', ARGV[7], seq)
return 1
