# exit: 0
import sys

print("bye")
sys.exit()
