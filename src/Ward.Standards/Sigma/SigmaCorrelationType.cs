namespace Ward.Standards.Sigma;

/// <summary>What a correlation looks at (Sigma 2.1, correlation rules; the measures of values as the specification's tests and pySigma have them).</summary>
public enum SigmaCorrelationType { EventCount, ValueCount, Temporal, TemporalOrdered, ValueSum, ValueAverage, ValueMedian, ValuePercentile }
