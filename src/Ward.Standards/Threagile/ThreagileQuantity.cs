namespace Ward.Standards.Threagile;

/// <summary>How much of a data asset there is.</summary>
public enum ThreagileQuantity { VeryFew, Few, Many, VeryMany }
