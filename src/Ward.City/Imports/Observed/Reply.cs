namespace Ward.City.Imports.Observed;

/// <summary>What came back: an answer; nothing or a refusal; or nothing where nothing is expected to (UDP of one way, such as syslog).</summary>
internal enum Reply { Answered, Refused, OneWay }
