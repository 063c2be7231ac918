-- KEYS: epoch, seq, ids of the sandboxes. ARGV: an epoch to begin with, what keys of rows and of journals begin with.
-- Answers epoch, seq, then of each sandbox its id, its rows and its journal.
redis.call('SETNX', KEYS[1], ARGV[1])
local all = {redis.call('GET', KEYS[1]), redis.call('GET', KEYS[2]) or '0'}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[3])) do
  all[#all + 1] = id
  all[#all + 1] = redis.call('HGETALL', ARGV[2] .. id)
  all[#all + 1] = redis.call('LRANGE', ARGV[3] .. id, 0, -1)
end
return all
