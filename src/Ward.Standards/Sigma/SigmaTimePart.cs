namespace Ward.Standards.Sigma;

/// <summary>What a time modifier takes of a date (Sigma 2.1, time modifiers); weeks are those of ISO 8601.</summary>
public enum SigmaTimePart { Minute, Hour, Day, Week, Month, Year }
