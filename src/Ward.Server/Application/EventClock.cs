namespace Ward.Server.Application;

/// <summary>How late it is by the events of the live watch: the newest believable event time, UTC.</summary>
internal delegate DateTimeOffset EventClock();
