namespace Ward.Standards.OpenC2;

/// <summary>What answer the producer asks for (section 3.3.1.4). Complete where nothing is said.</summary>
public enum ResponseRequest { None, Ack, Status, Complete }
