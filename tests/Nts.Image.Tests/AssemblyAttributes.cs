using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

// A machine for each class, and their times count.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
